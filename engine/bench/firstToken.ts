// A process of its own: loads the demo, writes one line at the first steered token (its memory beside the weights), and ends.
import {featureId} from "../contract/index.ts";
import {openCommandModel} from "../host/commandModel.ts";

await using opened = await openCommandModel({});
const {prompt, feature} = opened.demo!.sweep!;
const steering = await opened.compile({edits: [{feature: featureId(feature), mode: "nudge", value: 0.5}], scope: "answer"});
for await (const event of opened.model.generate(0, {turns: [{role: "user", content: prompt}], steering, sampling: opened.sampling})) {
    if (event.type !== "token") continue;
    process.stdout.write(`${opened.model.memoryBytes()}\n`);
    break;
}
