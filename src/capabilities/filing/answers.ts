import * as v from 'valibot';
import { Stage } from '#capabilities/cases/answers.ts';

// What the doors of this room answer: one definition for OpenAPI, the API and the tests.

export const PortalTrouble = v.object({
	caseId: v.string(),
	way: v.picklist(['api', 'by-hand']),
	since: v.date(),
	tries: v.number(),
	lastFault: v.nullable(v.string()),
	procedureCode: v.string(),
	stage: Stage
});
