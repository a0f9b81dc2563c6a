export { catalogsOf, schemasOf } from "./catalogs";
export { clustersOf } from "./clusters";
export { warehousesOf } from "./warehouses";
