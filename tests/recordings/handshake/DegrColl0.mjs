var C={collectionByLocaleId:{default:new K({chunks:[new URL(`./DegrColl0-chunk-default-0.framercms`,`https://framerusercontent.com/modules/ExampleModDegrColl0/ExampleVer1/DegrColl0.js`).href.replace(`/modules/`,`/cms/`)],schema:S})},displayName:`Degree Filters`};
export{C as default};
