import * as v from 'valibot';
import { PortalTask, Stage } from '#capabilities/cases/answers.ts';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

export const PortalTrouble = v.object({
	...PortalTask.entries,
	procedureCode: v.string(),
	stage: Stage
});
