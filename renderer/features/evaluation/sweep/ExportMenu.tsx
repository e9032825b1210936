import {Menu} from "@mantine/core";
import {IconDownload} from "@tabler/icons-react";
import {engine} from "../../../app/engine.ts";
import {Button} from "../../../widgets/Button.tsx";
import {saveFile} from "../../../widgets/saveFile.ts";
import {showError, showToast} from "../../../widgets/Toasts.tsx";
import {savePng, saveSvg} from "../chart/exportChart.ts";

interface Props {
    readonly id: string;
    readonly name: string;
}

const drawings = () => [...document.querySelectorAll<SVGSVGElement>("svg[data-chart]")];

/** The figure as a drawing, and what it was drawn from. */
export function ExportMenu({id, name}: Props) {
    const draw = (save: (drawn: readonly SVGSVGElement[], as: string) => Promise<void> | void) => async () => {
        const drawn = drawings();
        if (drawn.length === 0) return showToast({tone: "plain", text: "There is no figure yet."});
        try {
            await save(drawn, name);
        } catch {
            showToast({tone: "error", text: "The browser could not draw the figure to a file."});
        }
    };
    const figures = (format: "csv" | "json") => async () => {
        try {
            const file = await engine.evaluation.exportSweep({id, format});
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
                <Menu.Item onClick={() => void figures("csv")()}>Answers as CSV</Menu.Item>
                <Menu.Item onClick={() => void figures("json")()}>All of it as JSON</Menu.Item>
            </Menu.Dropdown>
        </Menu>
    );
}
