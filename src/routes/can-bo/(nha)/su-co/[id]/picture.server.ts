import * as v from 'valibot';
import { AddPicture } from '#capabilities/incidents/inputs.ts';
import { addPicture } from '#capabilities/incidents/pictures.server.ts';
import { Refusal } from '#kernel/refusal.ts';
import { steps } from '#web/act.server.ts';

/** The picture that a form brings. */
export const pictureBrought = steps(
	v.object({ incident: AddPicture.entries.incident, file: v.nullable(v.file()) }),
	async (context, { file, incident }) => {
		if (!file) throw new Refusal('file-missing');
		return addPicture(context, { incident, content: Buffer.from(await file.arrayBuffer()).toString('base64') });
	}
);
