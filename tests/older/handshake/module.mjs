var C={collectionByLocaleId:{default:new K({chunks:[new URL(`./AsbR2Q9Rd-chunk-default-0.framercms`,`https://framerusercontent.com/modules/ExampleMod1/ExampleVer1/AsbR2Q9Rd.js`).href.replace(`/modules/`,`/cms/`)],schema:S})},displayName:`Opportunities`};
export{C as default};
