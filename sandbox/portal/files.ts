import { createHash } from 'node:crypto';
import { dayOf, now } from '../clock.ts';
import { Wrong } from '../http.ts';
import type { Outbox, WithOutbox } from '../outbox.ts';
import type { Store } from '../store.ts';
import { statuses } from './statuses.ts';

type Text = Record<string, unknown>;
/** One change of status; `seq` only grows and is the cursor of whoever polls. */
type Change = { seq: number; code: string; status: number; at: string; note: string };
export type File = {
	code: string;
	idempotencyKey: string;
	contentHash: string;
	content: Text;
	status: number;
	receivedAt: string;
};
export type Portal = WithOutbox & { mode: string; files: File[]; changes: Change[] };

export const emptyPortal: Portal = { mode: 'normal', files: [], changes: [], outbox: [] };

const unit = '000.16.43.H56';

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
const isObject = (value: unknown): value is Text =>
	value !== null && typeof value === 'object' && !Array.isArray(value);
const isSha256 = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

/** What each field must be; the names of those that are not come back. */
const shape: Record<string, (value: unknown, content: Text) => boolean> = {
	idempotencyKey: isText,
	procedureCode: (value) => typeof value === 'string' && /^\d\.\d{6}$/.test(value),
	channel: (value) => value === 'ONLINE' || value === 'DIRECT',
	// nobody receives what they file by their own account
	receiverName: (value, { channel }) => (channel === 'ONLINE' && value == null) || isText(value),
	applicant: (value) => isObject(value) && isText(value.name),
	answers: (value) =>
		Array.isArray(value) && value.every((one) => isObject(one) && isText(one.label) && typeof one.value === 'string'),
	papers: (value) =>
		Array.isArray(value) &&
		value.every((one) => isObject(one) && isText(one.name) && (one.sha256 == null || isSha256(one.sha256))),
	feeTotal: (value) => value == null || (Number.isInteger(value) && Number(value) >= 0)
};

function check(content: Text): void {
	const wrong = Object.entries(shape)
		.filter(([name, fits]) => !fits(content[name], content))
		.map(([name]) => name);
	if (wrong.length > 0) throw new Wrong(400, `Thiếu hoặc sai: ${wrong.join(', ')}.`);
}

/** The order of names in JSON says nothing, so it is taken out before the hash. */
function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([name, inner]) => [name, sorted(inner)])
	);
}

/** One content, one hash; where to call back is no part of the file. */
function hashOf(content: Text): string {
	const text = JSON.stringify(sorted({ ...content, callbackUrl: null }));
	return createHash('sha256').update(text).digest('hex');
}

function newCode(files: File[]): string {
	const day = dayOf(new Date()).slice(2).replaceAll('-', '');
	const begin = `${unit}-${day}-`;
	const sofar = files.filter(({ code }) => code.startsWith(begin)).length;
	return begin + `${sofar + 1}`.padStart(4, '0');
}

function newFile(content: Text, files: File[]): File {
	const idempotencyKey = String(content.idempotencyKey);
	return { code: newCode(files), idempotencyKey, contentHash: hashOf(content), content, status: 0, receivedAt: now() };
}

function change(state: Portal, file: File, status: number, note: string): Change {
	const made = { seq: (state.changes.at(-1)?.seq ?? 0) + 1, code: file.code, status, at: now(), note };
	file.status = status;
	state.changes.push(made);
	return made;
}

/** A register of files. Every change of status is kept and told to the program, in one write. */
export function openFiles({ state, save }: Store<Portal>, outbox: Outbox) {
	/** The same key again gives the same file; the same key with other content is refused. */
	function receive(content: Text): { file: File; isNew: boolean } {
		check(content);
		const known = state.files.find(({ idempotencyKey }) => idempotencyKey === content.idempotencyKey);
		if (known && known.contentHash !== hashOf(content)) {
			throw new Wrong(409, 'Khóa này đã dùng cho một hồ sơ khác.');
		}
		if (known) return { file: known, isNew: false };
		const file = newFile(content, state.files);
		state.files.push(file);
		change(state, file, content.channel === 'ONLINE' ? 1 : 2, 'Hồ sơ tới Cổng');
		save();
		return { file, isNew: true };
	}

	function get(code: string): File {
		const file = state.files.find((one) => one.code === code);
		if (!file) throw new Wrong(404, 'Không có hồ sơ mang mã này.');
		return file;
	}

	function advance(code: string, status: number, note: string): Change {
		if (!statuses[status]) throw new Wrong(400, 'Trạng thái phải từ 1 đến 10.');
		const made = change(state, get(code), status, note);
		outbox.put({ type: 'status', ...made, statusName: statuses[status].name });
		save();
		return made;
	}

	const history = (code: string): Change[] => state.changes.filter((one) => one.code === code);
	const since = (cursor: number): Change[] => state.changes.filter(({ seq }) => seq > cursor).slice(0, 500);
	return { receive, get, advance, history, since };
}

export type Files = ReturnType<typeof openFiles>;
