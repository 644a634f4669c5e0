import type { Context } from '#platform/context.server.ts';
import { listOnRoll } from './sql-hosts.server.ts';

/** A place that somebody has is never left out of a list: whose record is not of this commune is shown without a name. */
export async function namesOn({ db }: Pick<Context, 'db'>, run: string) {
	const known = new Map((await listOnRoll(db, run)).map(({ personId, name, needs }) => [personId, { name, needs }]));
	return (person: string) => ({ name: known.get(person)?.name ?? '', needs: known.get(person)?.needs ?? [] });
}
