/** What fields were called before: a file from then, or an example found somewhere, gets the new word. */
const RENAMED: Readonly<Record<string, string>> = {
  access: "mode",
  allowGovernor: "allowManagingOthers",
  takeOver: "replaceGrants",
  useGroup: "viaGroup",
  workspaces: "alsoIn",
};

/** What an unknown key is called today, where that is one of the known ones. */
export function todaysWord(key: string, known: readonly string[]): string | undefined {
  const word = Object.hasOwn(RENAMED, key) ? RENAMED[key] : undefined;
  return word !== undefined && known.includes(word) ? word : undefined;
}
