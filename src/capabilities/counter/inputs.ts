import * as v from 'valibot';
import { tidyName } from '#kernel/plain.ts';
import { day, id, procedureCode, whole } from '#kernel/shapes.ts';
import { matterNames, priorities } from './rules-matters.ts';

export const TakeTicket = v.object({
	id,
	centre: whole,
	matter: v.picklist(matterNames, 'matter-missing'),
	procedure: v.nullable(procedureCode),
	priority: v.picklist(priorities),
	/** From where it is asked, when that is not the centre itself: by this alone a script is slowed. */
	address: v.optional(v.string())
});
/** One day of one centre. */
export const OpenLine = v.object({ centre: whole, day });
export const AtDesk = v.object({ desk: id });
/** Who the page showed at this desk when the key was pressed, null for nobody. A program that shows nothing leaves it out. */
export const CallNext = v.object({ desk: id, there: v.nullish(id) });
/** How the page showed the ticket when the key was pressed (`ticketMark`): a stale page moves nothing. */
const seen = v.optional(v.string());
export const Ticket = v.object({ ticket: id, seen });
export const Park = v.object({ ticket: id, seen, note: v.pipe(v.string(), v.trim(), v.maxLength(120)) });
export const Transfer = v.object({ ticket: id, seen, desk: id });
export const CallBack = v.object({ ticket: id, seen, desk: id });
export const ConfirmPriority = v.object({ ticket: id, seen, priority: v.picklist(priorities) });
export const Undo = v.object({ move: id });
export const AskHelp = v.object({ id, where: v.picklist(['kiosk', 'second-screen', 'desk']) });
export const Centre = v.object({ centre: whole });
export const Wait = v.object({ centre: whole, matter: v.optional(v.picklist(matterNames), 'certification') });
export const AddDesk = v.object({
	id,
	name: v.pipe(v.string(), v.transform(tidyName), v.nonEmpty('name-missing'), v.maxLength(40, 'too-long')),
	kind: v.picklist(['guide', 'counter'])
});
export const MakeDesk = v.object({
	id,
	centre: whole,
	name: v.pipe(v.string(), v.nonEmpty()),
	kind: v.picklist(['guide', 'counter']),
	skills: v.array(v.picklist(matterNames))
});
