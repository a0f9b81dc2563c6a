import { runApp } from "./app";

// What cdktf.json names in a clone of the kit. A project of one's own has such a file, too: `onramp new` writes it.
runApp();
