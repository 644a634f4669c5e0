import { tell, tellStaff } from '#platform/telling.server.ts';
import { dayOf, timeOf } from '#kernel/day.ts';
import { askByMessage } from './by-message.server.ts';
import { giveTicket } from './give.server.ts';
import { takeTicket, sayOnTicket } from './go-on.server.ts';
import { setHotlines } from './hotlines.server.ts';
import { giveBack, sayOnMend } from './mend.server.ts';
import { sayOnOwn } from './own.server.ts';
import { findFor, listReaders } from './sql-business.server.ts';
import { ringTicket } from './ring.server.ts';

const isAnswer = ({ kind }: { kind: string }): boolean => ['answered', 'waits', 'solved'].includes(kind);

/** What somebody is told of a ticket of theirs: that there is an answer, and nothing of what it says. */
export const supportTells = [
	tell({
		name: 'support.answered',
		hears: [sayOnTicket, sayOnMend],
		topic: 'support',
		must: false,
		says: [],
		told: async ({ db }, { personId, about, detail }) =>
			personId && about && isAnswer(detail) && (await findFor(db, about)).asked === null
				? [{ to: personId, about }]
				: []
	}),
	/** Everybody who stands for the business of a ticket hears that there is an answer, each once. */
	tell({
		...{ name: 'support.answered-business', hears: [sayOnTicket, sayOnMend], topic: 'support', must: false, says: [] },
		told: async ({ db, now }, { about, detail }) => {
			const business = about && isAnswer(detail) ? (await findFor(db, about)).business : null;
			return about && business ? (await listReaders(db, business, dayOf(now))).map((to) => ({ to, about })) : [];
		}
	}),
	/** Whoever asked for a relative hears it, and so does whom it was asked for: they may have no page to read it on. */
	tell({
		...{ name: 'support.answered-asked', hears: [sayOnTicket, sayOnMend], topic: 'support', must: false, says: [] },
		told: async ({ db }, { personId, about, detail }) => {
			const asked = personId && about && isAnswer(detail) ? (await findFor(db, about)).asked : null;
			return about && asked ? [{ to: asked, about }] : [];
		}
	}),
	tell({
		...{ name: 'support.answered-hers', hears: [sayOnTicket, sayOnMend], topic: 'support', must: true, says: [] },
		told: async ({ db }, { personId, about, detail }) => {
			const asked = personId && about && isAnswer(detail) ? (await findFor(db, about)).asked : null;
			return personId && about && asked ? [{ to: personId, about }] : [];
		}
	}),
	/** Whoever asked by a message hears by when somebody calls. */
	tell({
		name: 'support.written',
		hears: askByMessage,
		topic: 'support',
		must: false,
		says: ['day', 'hour'],
		told: (_, { personId, about, detail: { due } }) => {
			if (!personId || !about || due === null) return [];
			const until = new Date(due);
			return [{ to: personId, about, says: { day: dayOf(until), hour: timeOf(until) }, until }];
		}
	}),
	// Whoever writes on their ticket has read what was answered, and so has whoever said so to us.
	tell({
		...{ name: 'support.heard', topic: 'support', must: false, known: true, says: [] },
		hears: sayOnOwn,
		told: (_, { about, detail: { heard } }) => (heard && about ? [{ to: heard, about }] : [])
	}),
	/** Whoever sees to it is told what they wrote; where nobody does, the team reads it on its list. */
	tellStaff({
		...{ name: 'support.replied', topic: 'replied', hears: sayOnOwn },
		told: (_, { about, personId, detail: { owner } }) =>
			about && owner ? [{ staff: [owner], about, person: personId }] : []
	}),
	/** A colleague gave it to them; an engineer of another organisation works at no place, and finds it on their own page. */
	tellStaff({
		...{ name: 'support.given', topic: 'given', hears: giveTicket },
		told: (_, { about, personId, actorId, detail: { to, engineer } }) =>
			about ? [{ staff: engineer ? [] : [to], but: [actorId], about, person: personId }] : []
	}),
	/** A clock ran out: whoever sees to it, or the team; and later whoever leads. */
	tellStaff({
		...{ name: 'support.late', topic: 'late', hears: ringTicket },
		told: (_, { about, personId, detail: { rungs, owner, drill } }) =>
			about && !drill && rungs.includes('team')
				? [{ staff: owner ? [owner] : { may: takeTicket }, about, person: personId }]
				: []
	}),
	tellStaff({
		...{ name: 'support.late-lead', topic: 'late-lead', hears: ringTicket },
		told: (_, { about, personId, detail: { rungs, drill } }) =>
			about && !drill && rungs.includes('leader') ? [{ staff: { may: setHotlines }, about, person: personId }] : []
	}),
	// It is over once no clock is late any more, and not by a note or a question.
	...(['late', 'late-lead'] as const).map((topic) =>
		tellStaff({
			...{ name: `support.${topic}-over`, topic, hears: ringTicket, known: true },
			told: (_, { about, detail: { reached } }) => (about && reached === null ? [{ staff: [], about }] : [])
		})
	),
	tellStaff({
		...{
			name: 'support.replied-over',
			topic: 'replied',
			hears: [takeTicket, giveTicket, giveBack, sayOnTicket, sayOnMend],
			known: true
		},
		told: (_, { about }) => (about ? [{ staff: [], about }] : [])
	})
];
