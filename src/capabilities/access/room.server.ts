import { room } from '#platform/room.server.ts';
import { keeps } from './keeps.ts';
import { secretsAnew } from './renew.server.ts';
import * as accountChanges from './account-changes.server.ts';
import * as accounts from './accounts.server.ts';
import * as apiKeys from './api-keys.server.ts';
import * as atMachine from './at-machine.server.ts';
import * as devices from './devices.server.ts';
import * as eId from './e-id.server.ts';
import * as lock from './lock.server.ts';
import * as makeStaff from './make-staff.server.ts';
import * as opening from './opening.server.ts';
import * as ownAccount from './own-account.server.ts';
import * as passkeyEntry from './passkey-entry.server.ts';
import * as passkeyUnlock from './passkey-unlock.server.ts';
import * as passkeys from './passkeys.server.ts';
import * as secondFactor from './second-factor.server.ts';
import * as sessions from './sessions.server.ts';
import * as signIn from './sign-in.server.ts';
import { accessChecks } from './checks.server.ts';
import { accessClearings } from './clearings.server.ts';
import { accessTells } from './tells.server.ts';

/** Staff, devices, sign-in, who is at the door, e-ID. */
export const access = room('access', {
	keeps,
	renews: [secretsAnew],
	doors: [
		...[accountChanges, accounts, apiKeys, atMachine, devices, eId, lock, makeStaff, opening, ownAccount],
		...[passkeyEntry, passkeyUnlock, passkeys, secondFactor, sessions, signIn]
	],
	checks: accessChecks,
	clearings: accessClearings,
	tells: accessTells
});
