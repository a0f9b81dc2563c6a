import { ServiceError } from "../state/errors";
import type { RestContext } from "./context";

/**
 * A path that nothing here answers. Below `/api/` that may be a part of the service which is not emulated: 501, because
 * Terraform takes a 404 on refresh for "deleted" and would forget the object.
 */
export function unknownRoute(c: RestContext): never {
  const call = `${c.req.method} ${c.req.path}`;
  if (/^\/api\/\d+\.\d+\//.test(c.req.path)) {
    throw new ServiceError("NOT_IMPLEMENTED", `The sandbox does not emulate '${call}'.`);
  }
  throw new ServiceError("ENDPOINT_NOT_FOUND", `No API found for '${call}'`);
}
