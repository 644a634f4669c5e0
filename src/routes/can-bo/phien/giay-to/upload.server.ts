import * as v from 'valibot';
import { AddPaper } from '#capabilities/cases/inputs.ts';
import { addPaper, keepUpload } from '#capabilities/cases/keep-upload.server.ts';
import { inSession } from '#capabilities/cases/case-view.server.ts';
import { steps } from '#web/act.server.ts';

const { id, paper } = AddPaper.entries;

/** Looked at by its content, cleaned, sealed and on the disk before the command names its hash. */
export const uploadPaper = steps(
	v.object({ id, paper, file: v.nullable(v.file()) }),
	async (context, { file, ...of }) => {
		const view = await inSession(context, {});
		const kept = await keepUpload(context, view?.file ?? null, file);
		return addPaper(context, { ...of, case: view?.file.id ?? '', ...kept });
	}
);
