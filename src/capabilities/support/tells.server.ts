import { tell, tellStaff } from '#platform/telling.server.ts';
import { dayOf, timeOf } from '#kernel/day.ts';
import { askByMessage } from './by-message.server.ts';
import { giveTicket } from './give.server.ts';
import { takeTicket, sayOnTicket } from './go-on.server.ts';
import { setHotlines } from './hotlines.server.ts';
import { giveBack, sayOnMend } from './mend.server.ts';
import { sayOnOwn } from './own.server.ts';
import { answerTells } from './readers.server.ts';
import { ringTicket } from './ring.server.ts';

const isAnswer = ({ kind }: { kind: string }): boolean => ['answered', 'waits', 'solved'].includes(kind);

/** What somebody is told of a ticket of theirs: that there is an answer, and nothing of what it says. */
export const supportTells = [
	...answerTells('support', [sayOnTicket, sayOnMend], ({ about, personId, detail }) =>
		about && isAnswer(detail) ? [{ ticket: about, person: personId }] : []
	),
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
	/** Whoever sees to it is told what they wrote, or the team where that is an engineer; where nobody does, it stands on the list of the team. */
	tellStaff({
		...{ name: 'support.replied', topic: 'replied', hears: sayOnOwn },
		told: (_, { about, personId, detail: { owner, outside } }) => {
			if (!about || !(owner || outside)) return [];
			// Whoever comes from another organisation is told nothing: the team is.
			return [{ staff: owner ? [owner] : { may: takeTicket }, about, person: personId }];
		}
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
