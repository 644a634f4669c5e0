import { toBase64url, utf8 } from './bytes.ts';
import { bucketOf, bucketText, wholeText } from './protocol.ts';
import { ofArea } from './store.browser.ts';
import type { Phone, Row, Unlocked } from './store.browser.ts';

/** What ties a sealed row to its place. */
export const rowBind = ({ area, id }: Pick<Row, 'area' | 'id'>): string => `row|${area}|${id}`;

const hashOf = async (text: string): Promise<string> =>
	toBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(text)))).slice(0, 11);
const hashOfNone = hashOf(bucketText([]));

const wholeOf = (buckets: readonly string[]): Promise<string> => hashOf(wholeText(buckets));

/** The hashes of all that lies here of an area. A row that does not open counts as another one, and is asked for again. */
export async function hashesOf(phone: Phone, area: string, unlocked: Unlocked) {
	const rows = await phone.rows.all(ofArea(area));
	const opened = await Promise.all(
		rows.map(async (row) => ({ id: row.id, text: await unlocked.open(row.sealed, rowBind(row)).catch(() => '') }))
	);
	const by = Map.groupBy(opened, ({ id }) => bucketOf(id));
	const buckets = await Promise.all(
		Array.from({ length: 256 }, (_, at) => {
			const own = by.get(at);
			return own ? hashOf(bucketText(own)) : hashOfNone;
		})
	);
	return { buckets, whole: await wholeOf(buckets) };
}

/** The buckets that differ. */
export const differing = (here: readonly string[], there: readonly string[]): number[] =>
	here.flatMap((hash, at) => (hash === there[at] ? [] : [at]));
