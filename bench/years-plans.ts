import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type postgres from 'postgres';

type Node = {
	'Node Type': string;
	'Relation Name'?: string;
	'Plan Rows': number;
	'Total Cost': number;
	Filter?: string;
	Plans?: Node[];
};
type Explained = { 'Query Text': string; Plan: Node };
/** A plan that reads more than it should: which table, how, and the statement. */
export type Found = { table: string; how: string; rows: number; statement: string };

/** From here on each new connection writes down how each statement is carried out, those inside functions too. */
export async function explainAll(admin: postgres.Sql): Promise<void> {
	const settings = {
		// Quicker than this nothing reads a table that grew; and what is asked for each row of one would fill the disk.
		'auto_explain.log_min_duration': '2',
		'auto_explain.log_nested_statements': 'on',
		'auto_explain.log_format': 'json',
		'auto_explain.log_parameter_max_length': '0',
		session_preload_libraries: 'auto_explain'
	};
	await admin.reserve().then(async (line) => {
		await line`load 'auto_explain'`;
		for (const [name, value] of Object.entries(settings)) await line.unsafe(`alter system set ${name} = '${value}'`);
		await line`select pg_reload_conf()`;
		line.release();
	});
}

/** Tables that grew: whoever reads one from end to end takes longer each year. */
export const grown = async (admin: postgres.Sql, above: number): Promise<Map<string, number>> =>
	new Map(
		(
			await admin<{ name: string; rows: number }[]>`
				select relname as name, reltuples::float8 as rows from pg_class
				where relnamespace = current_schema::regnamespace and relkind = 'r' and reltuples > ${above}`
		).map(({ name, rows }) => [name, rows])
	);

/** The end of the server's own log, and what was written after it. */
export function logOf(dataDir: string): { mark: () => number; since: (mark: number) => string } {
	const file = join(dataDir, 'postgres.log');
	return { mark: () => statSync(file).size, since: (mark) => readFileSync(file).subarray(mark).toString('utf8') };
}

function explainedIn(log: string): Explained[] {
	const lines = log.split('\n');
	return lines.flatMap((line, n) => {
		if (!/ LOG: {2}duration: .* plan:$/.test(line)) return [];
		let to = n + 1;
		while (lines[to]?.startsWith('\t')) to++;
		return [JSON.parse(lines.slice(n + 1, to).join('\n')) as Explained];
	});
}

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** What reads a grown table from end to end, or expects to read more than `many` of its rows. */
export function findIn(log: string, tables: ReadonlyMap<string, number>, many: number): Found[] {
	return explainedIn(log).flatMap(({ 'Query Text': text, Plan }) =>
		nodesOf(Plan).flatMap((node): Found[] => {
			const table = node['Relation Name'];
			if (table === undefined || !tables.has(table)) return [];
			const isWhole = node['Node Type'] === 'Seq Scan';
			if (!isWhole && node['Plan Rows'] < many) return [];
			const statement = text.replaceAll(/\s+/g, ' ').trim();
			return [{ table, how: node['Node Type'], rows: node['Plan Rows'], statement }];
		})
	);
}
