import {saveFile} from "../../../widgets/saveFile.ts";

/** what a drawing has from style sheets and needs elsewhere */
const PROPERTIES = [
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linejoin",
    "stroke-linecap",
    "paint-order",
    "font-family",
    "font-size",
    "font-weight"
];
const NAMESPACE = "http://www.w3.org/2000/svg";
const PIXELS = 2;

/** Any colour as every program reads it; the browser does the sums. */
function plainColour(colour: string): string {
    if (colour === "none" || !/^(oklch|oklab|color|lab|lch)\(/.test(colour)) return colour;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 1;
    const context = canvas.getContext("2d");
    if (context === null) return colour;
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return `rgb(${red}, ${green}, ${blue})`;
}

function copyOf(svg: SVGSVGElement): SVGSVGElement {
    const copy = svg.cloneNode(true) as SVGSVGElement;
    const originals = svg.querySelectorAll("*");
    for (const [index, element] of [...copy.querySelectorAll("*")].entries()) {
        const style = getComputedStyle(originals[index]!);
        for (const property of PROPERTIES) {
            const value = style.getPropertyValue(property);
            if (value !== "" && value !== "normal") element.setAttribute(property, property === "fill" || property === "stroke" ? plainColour(value) : value);
        }
        element.removeAttribute("class");
    }
    for (const element of copy.querySelectorAll("[data-screen]")) element.remove();
    for (const {name} of [...copy.attributes]) if (name !== "viewBox") copy.removeAttribute(name);
    return copy;
}

/** Drawings as one that needs no style sheet: side by side as few as can be, one below the other. */
export function joinedDrawing(drawings: readonly SVGSVGElement[]): {readonly text: string; readonly width: number; readonly height: number} {
    const root = document.createElementNS(NAMESPACE, "svg");
    let [width, height] = [0, 0];
    for (const svg of drawings) {
        const copy = copyOf(svg);
        const box = svg.viewBox.baseVal;
        copy.setAttribute("y", `${height}`);
        copy.setAttribute("width", `${box.width}`);
        copy.setAttribute("height", `${box.height}`);
        root.append(copy);
        height += box.height;
        width = Math.max(width, box.width);
    }
    const ground = document.createElementNS(NAMESPACE, "rect");
    ground.setAttribute("width", "100%");
    ground.setAttribute("height", "100%");
    ground.setAttribute("fill", plainColour(getComputedStyle(document.body).backgroundColor));
    root.prepend(ground);
    root.setAttribute("xmlns", NAMESPACE);
    root.setAttribute("viewBox", `0 0 ${width} ${height}`);
    root.setAttribute("width", `${width}`);
    root.setAttribute("height", `${height}`);
    return {text: new XMLSerializer().serializeToString(root), width, height};
}

export function saveSvg(drawings: readonly SVGSVGElement[], name: string) {
    saveFile(new Blob([joinedDrawing(drawings).text], {type: "image/svg+xml"}), `${name}.svg`);
}

/** @throws Error where the browser can't draw it */
export async function savePng(drawings: readonly SVGSVGElement[], name: string) {
    const {text, width, height} = joinedDrawing(drawings);
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * PIXELS;
    canvas.height = height * PIXELS;
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("the browser can't draw");
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (blob === null) throw new Error("the browser can't write PNG");
    saveFile(blob, `${name}.png`);
}
