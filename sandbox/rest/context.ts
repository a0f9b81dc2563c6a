import type { Context, Hono } from "hono";
import type { Caller } from "../state/principals";
import type { Workspace } from "../state/workspace";

/** What every request carries once it is authenticated. */
export interface RestEnv {
  Variables: {
    /** Who the request runs as. Not set on the few routes that need no credential. */
    caller: Caller;
    /** IP address it came from. */
    address: string;
  };
}

export type RestApp = Hono<RestEnv>;
export type RestContext = Context<RestEnv>;

/** What the routes of an API area are made from. */
export interface Face {
  readonly workspace: Workspace;
  /** The sandbox's own https URL. */
  readonly url: () => string;
}

/** One API area: adds its routes to the app. Paths are written out in full, as the API reference has them. */
export type Area = (app: RestApp, face: Face) => void;
