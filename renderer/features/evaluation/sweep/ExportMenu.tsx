import {Menu} from "@mantine/core";
import {IconDownload} from "@tabler/icons-react";
import {engine} from "../../../app/engine.ts";
import {Button} from "../../../widgets/Button.tsx";
import {saveFile} from "../../../widgets/saveFile.ts";
import {showError, showToast} from "../../../widgets/Toasts.tsx";
import {type FigureWords, savePng, saveSvg} from "../chart/exportChart.ts";

interface Props {
    /** what its answers are exported by; absent: the figure alone can be had */
    readonly id?: string;
    /** of the files */
    readonly name: string;
    readonly words: FigureWords;
}

const drawings = () => [...document.querySelectorAll<SVGSVGElement>("svg[data-chart]")];

/** The figure as a drawing, and what it was drawn from. */
export function ExportMenu({id, name, words}: Props) {
    const draw = (save: (drawn: readonly SVGSVGElement[], of: FigureWords, as: string) => Promise<void> | void) => async () => {
        const drawn = drawings();
        if (drawn.length === 0) return showToast({tone: "plain", text: "There is no figure yet."});
        try {
            await save(drawn, words, fileName(name));
        } catch {
            showToast({tone: "error", text: "The browser could not draw the figure to a file."});
        }
    };
    const answers = (format: "csv" | "json", of: string) => async () => {
        try {
            const file = await engine.evaluation.exportSweep({id: of, format});
            saveFile(file, file.name);
        } catch (error) {
            showError(error);
        }
    };
    return (
        <Menu position="bottom-end" width={190}>
            <Menu.Target>
                <Button>
                    <IconDownload size={15} aria-hidden="true" /> Export
                </Button>
            </Menu.Target>
            <Menu.Dropdown>
                <Menu.Item onClick={() => void draw(savePng)()}>Figure as PNG</Menu.Item>
                <Menu.Item onClick={() => void draw(saveSvg)()}>Figure as SVG</Menu.Item>
                {id !== undefined && (
                    <>
                        <Menu.Item onClick={() => void answers("csv", id)()}>Answers as CSV</Menu.Item>
                        <Menu.Item onClick={() => void answers("json", id)()}>All of it as JSON</Menu.Item>
                    </>
                )}
            </Menu.Dropdown>
        </Menu>
    );
}

/** without what file systems refuse, and without a stop before its ending */
const fileName = (name: string) =>
    name
        .replaceAll(/[\\/:*?"<>|]+/g, " ")
        .slice(0, 100)
        .replace(/[.\s]+$/, "") || "figure";
