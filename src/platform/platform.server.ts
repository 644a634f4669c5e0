import * as checks from './checks.server.ts';
import { lookMonthsAhead } from './look-months.server.ts';
import { keeps } from './keeps.ts';
import { machineChecks } from './machine-checks.server.ts';
import { subjectKeysAnew } from './renew-subject-keys.server.ts';
import { room } from './room.server.ts';
import { looksClearing } from './let-go.server.ts';
import * as troubles from './troubles.server.ts';
import { attemptsClearing, deliveriesClearing, requestsClearing } from './retention.server.ts';

/** What the house does for all rooms alike, with the doors of what went wrong. */
export const platform = room('platform', {
	keeps,
	doors: [checks, troubles],
	checks: machineChecks,
	chores: [lookMonthsAhead],
	clearings: [attemptsClearing, looksClearing, requestsClearing, deliveriesClearing],
	renews: [subjectKeysAnew]
});
