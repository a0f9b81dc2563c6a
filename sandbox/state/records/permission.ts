export type PermissionLevel =
  "CAN_VIEW" | "CAN_MONITOR" | "CAN_USE" | "CAN_ATTACH_TO" | "CAN_RESTART" | "CAN_MANAGE" | "IS_OWNER";
