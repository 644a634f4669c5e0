import { allKept } from '#platform/keeping.server.ts';

/** The key of the words for what a table keeps: the room that keeps it names it. */
export const titleOf = (table: string): string => `${allKept()[table]?.room}.part-${table.replaceAll('_', '-')}`;
