import * as v from 'valibot';
import { beginImport, bringSheet } from '#capabilities/imports/begin.server.ts';
import { steps } from '#web/act.server.ts';

const { id } = beginImport.schema.entries;

/** A sheet of the commune: sealed and on the disk before the command names its hash. */
export const takeSheet = steps(v.object({ id, file: v.nullable(v.file()) }), (context, input) =>
	bringSheet(context, input.id, input.file)
);
