import { tellStaff } from '#platform/telling.server.ts';
import { sayOnTicket, takeTicket } from '#capabilities/support/go-on.server.ts';
import { setHotlines } from '#capabilities/support/hotlines.server.ts';
import { ringTicket } from '#capabilities/support/ring.server.ts';
import { askCommune } from './ask-commune.server.ts';
import { endDrill } from './drill.server.ts';
import { alarms } from './show.server.ts';

/** Who hears that a ticket climbed on, and that the alarm itself does not work. */
export const alarmsTells = [
	tellStaff({
		...{ name: 'alarms.late-province', topic: 'late-province', hears: ringTicket },
		told: (_, { about, personId, detail: { rungs, drill } }) =>
			about && !drill && rungs.includes('province') ? [{ staff: { may: askCommune }, about, person: personId }] : []
	}),
	tellStaff({
		...{ name: 'alarms.late-province-over', topic: 'late-province', hears: ringTicket, known: true },
		told: (_, { about, detail: { reached } }) => (about && reached !== 'province' ? [{ staff: [], about }] : [])
	}),
	tellStaff({
		...{ name: 'alarms.asked', topic: 'asked-by-province', hears: askCommune },
		told: (_, { about }) => (about ? [{ staff: { may: setHotlines }, about }] : [])
	}),
	tellStaff({
		...{ name: 'alarms.asked-over', topic: 'asked-by-province', hears: [takeTicket, sayOnTicket], known: true },
		told: (_, { about }) => (about ? [{ staff: [], about }] : [])
	}),
	/** Once, and not each night that it is so. */
	tellStaff({
		...{ name: 'alarms.drill-failed', topic: 'drill', hears: endDrill },
		told: (_, { about, detail: { faults, changed } }) =>
			about && faults !== '' && changed ? [{ staff: { may: alarms }, about }] : []
	}),
	tellStaff({
		...{ name: 'alarms.drill-works', topic: 'drill', hears: endDrill, known: true },
		told: (_, { about, detail: { faults } }) => (about && faults === '' ? [{ staff: [], about }] : [])
	})
];
