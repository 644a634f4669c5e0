import type { Keeps, Show } from '#kernel/kept.ts';
import { at, code, day, either, fact, short, text, procedure } from '#design/copy-cell.ts';
import type { Kept } from './answers.ts';

/** What an erasure keeps, each with its reason. */
const kept: Show = (value, reader, row) =>
	(Array.isArray(value) ? (value as Kept[]) : []).map(({ what, procedure: code, because, until }) => {
		const name = code === null ? '' : String(procedure(code, reader, row));
		const reason = reader.say(`data-rights.because-${because}`, { day: until ? short(until) : '' });
		return `${reader.say(`data-rights.kept-${what}`, { procedure: name }) ?? what} (${reason ?? because})`;
	});

/** What this room keeps of people, and how each of them reads it. */
export const keeps: Keeps = {
	data_request: {
		words: ['words', 'extended_why', 'settled_why'],
		sealed: {
			words: { bind: (row) => `data-request:words:${String(row['id'])}` },
			extended_why: { bind: (row) => `data-request:extended:${String(row['id'])}` },
			settled_why: { bind: (row) => `data-request:settled:${String(row['id'])}` }
		},
		withFiles: true,
		copy: [
			['received_at', at],
			['kind', fact('data-rights.kind-')],
			['purpose', fact('privacy.consent-')],
			['words', text],
			['asked_by_evidence', code('mandates.by-'), 'mandates.evidence'],
			['state', fact('data-rights.state-')],
			['acknowledge_by', day],
			['acknowledged_at', at],
			['due_by', day],
			['extended_at', at],
			['extended_why', text],
			['settled_at', at],
			['settled_why', text]
		]
	},
	erasure: {
		copy: [
			['at', at],
			['kept', kept],
			['key_destroyed', either('data-rights.erasure-key', 'data-rights.erasure-waits'), 'common.col-key'],
			['finished_at', at]
		]
	}
};
