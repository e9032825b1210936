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
const SCHEME = "data-mantine-color-scheme";
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
            if (value === "" || value === "normal") continue;
            const isColour = property === "fill" || property === "stroke";
            element.setAttribute(property, property === "font-family" ? FONTS : isColour ? plainColour(value) : value);
        }
        element.removeAttribute("class");
    }
    for (const element of copy.querySelectorAll("[data-screen]")) element.remove();
    for (const {name} of [...copy.attributes]) if (name !== "viewBox") copy.removeAttribute(name);
    return copy;
}

/** What a figure is of, in words, for whoever sees it alone. */
export interface FigureWords {
    readonly title: string;
    /** stand below the title */
    readonly facts: readonly string[];
    /** stand below the drawings: how to read them */
    readonly key: string;
}

/** round the whole, and between its parts */
const MARGIN = 20;
const GAP = 12;
/** about the width of a letter in its own height */
const LETTER = 0.52;
const FONTS = "'Plex Sans', 'IBM Plex Sans', Arial, Helvetica, sans-serif";
const INK = "rgb(30, 36, 40)";
const GREY = "rgb(95, 103, 108)";

/** Words in lines of no more than so many letters. */
export function wrapped(text: string, most: number): string[] {
    const lines: string[] = [];
    for (const word of text.split(/\s+/).filter((part) => part !== "")) {
        const line = lines.at(-1);
        if (line !== undefined && line.length + 1 + word.length <= most) lines[lines.length - 1] = `${line} ${word}`;
        else lines.push(word);
    }
    return lines;
}

function paragraph(text: string, y: number, width: number, {size, weight = "400", fill = GREY}: {size: number; weight?: string; fill?: string}) {
    const lines = wrapped(text, Math.max(12, Math.floor(width / (size * LETTER))));
    const elements = lines.map((line, i) => {
        const element = document.createElementNS(NAMESPACE, "text");
        const attributes = {x: MARGIN, y: y + size + i * size * 1.35, fill, "font-size": `${size}px`, "font-weight": weight, "font-family": FONTS};
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, `${value}`);
        element.textContent = line;
        return element;
    });
    return {elements, height: lines.length * size * 1.35};
}

/** Drawings with their words as one, one below the other, that needs no style sheet and is read on white paper, whatever the screen is like. */
export function joinedDrawing(
    drawings: readonly SVGSVGElement[],
    {title, facts, key}: FigureWords
): {readonly text: string; readonly width: number; readonly height: number} {
    const root = document.createElementNS(NAMESPACE, "svg");
    const width = Math.max(...drawings.map((svg) => svg.viewBox.baseVal.width));
    let y = MARGIN;
    const write = (text: string, look: Parameters<typeof paragraph>[3]) => {
        const {elements, height} = paragraph(text, y, width, look);
        root.append(...elements);
        y += height;
    };
    write(title, {size: 15, weight: "600", fill: INK});
    write(facts.join(" · "), {size: 11.5});
    y += GAP;
    inLightColours(() => {
        for (const svg of drawings) {
            const copy = copyOf(svg);
            const box = svg.viewBox.baseVal;
            const attributes = {x: MARGIN, y, width: box.width, height: box.height, overflow: "visible"};
            for (const [name, value] of Object.entries(attributes)) copy.setAttribute(name, `${value}`);
            root.append(copy);
            y += box.height + GAP;
        }
    });
    write(key, {size: 11});
    const [wide, high] = [width + 2 * MARGIN, Math.ceil(y + MARGIN)];
    const ground = document.createElementNS(NAMESPACE, "rect");
    ground.setAttribute("width", "100%");
    ground.setAttribute("height", "100%");
    ground.setAttribute("fill", "white");
    root.prepend(ground);
    root.setAttribute("xmlns", NAMESPACE);
    root.setAttribute("viewBox", `0 0 ${wide} ${high}`);
    root.setAttribute("width", `${wide}`);
    root.setAttribute("height", `${high}`);
    return {text: new XMLSerializer().serializeToString(root), width: wide, height: high};
}

/** Reads styles as they are on the light page; nothing is painted in between. */
function inLightColours(read: () => void) {
    const root = document.documentElement;
    const before = root.getAttribute(SCHEME);
    root.setAttribute(SCHEME, "light");
    try {
        read();
    } finally {
        if (before === null) root.removeAttribute(SCHEME);
        else root.setAttribute(SCHEME, before);
    }
}

export function saveSvg(drawings: readonly SVGSVGElement[], words: FigureWords, name: string) {
    saveFile(new Blob([joinedDrawing(drawings, words).text], {type: "image/svg+xml"}), `${name}.svg`);
}

/** @throws Error where the browser can't draw it */
export async function savePng(drawings: readonly SVGSVGElement[], words: FigureWords, name: string) {
    const {text, width, height} = joinedDrawing(drawings, words);
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
