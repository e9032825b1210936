export {FileBrowser} from "./FileBrowser.tsx";
export {FileChooser} from "./FileChooser.tsx";
export {fileName} from "./paths.ts";
