var C={collectionByLocaleId:{default:new K({chunks:[new URL(`./SubjColl0-chunk-default-0.framercms`,`https://framerusercontent.com/modules/ExampleModSubjColl0/ExampleVer1/SubjColl0.js`).href.replace(`/modules/`,`/cms/`)],schema:S})},displayName:`Subject Filters`};
export{C as default};
