import * as v from 'valibot';
import { id } from '#kernel/shapes.ts';
import { topics } from './topics.ts';

const endReasons = ['done', 'went-home', 'handed-over', 'next-person', 'ticket-closed'] as const;

export const Start = v.object({ id, person: id, ticket: v.nullable(id) });
export const End = v.object({ session: id, reason: v.picklist(endReasons) });
export const WrongPerson = v.object({ session: id });
export const HandOver = v.object({ session: id, to: v.picklist(['guide', 'desk', 'screen']) });
export const Offer = v.object({ session: id, to: id });
export const Lock = v.object({ session: id });
export const QuickHelp = v.object({ id, topic: v.picklist(topics), how: v.picklist(['self', 'guided', 'referred']) });
export const RecordEncounter = v.object({
	id,
	session: id,
	topic: v.picklist(topics),
	how: v.picklist(['self', 'guided', 'done-for', 'unfinished'])
});
