import { VERSION } from "../package";

/** Sent with every request, so that an administrator can tell the kit's traffic from the tool's. */
export const USER_AGENT = `onramp-for-databricks/${VERSION}`;
