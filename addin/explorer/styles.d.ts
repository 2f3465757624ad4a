/** Style sheets and the editor's worker set-up are imported for their effect alone. */
declare module "*.css";
declare module "graphiql/style.css";
