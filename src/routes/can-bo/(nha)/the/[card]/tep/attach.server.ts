import * as v from 'valibot';
import { attachFile } from '#capabilities/help-cards/file.server.ts';
import { AttachFile } from '#capabilities/help-cards/inputs.ts';
import { Refusal } from '#kernel/refusal.ts';
import { steps } from '#web/act.server.ts';

const { card, version, step, kind } = AttachFile.entries;

/** The picture or the voice that a form brings, for one step. */
export const attachBrought = steps(
	v.object({ card, version, step, kind, file: v.nullable(v.file()) }),
	async (context, { file, ...to }) => {
		if (!file) throw new Refusal('file-missing');
		return attachFile(context, { ...to, content: Buffer.from(await file.arrayBuffer()).toString('base64') });
	}
);
