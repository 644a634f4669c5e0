import { acting } from './act.server.ts';
import { anyoneOf, doorOf, openerOf, residentOf, sitterOf, staffOf, staffWho } from './door.server.ts';
import { pairedOf } from './pairing.server.ts';
import type { DeviceKind } from '#capabilities/access/rules-roles.ts';

/** What the signed-in member of staff does; whoever is not is led to the sign-in. */
export const byStaff = acting(staffOf);

/** What somebody does with a password that others have seen: they make it their own. */
export const byNewcomer = acting(openerOf);

/** What whoever sits at a machine does to its lock, be it covered or not. */
export const bySitter = acting(sitterOf);

/** What only a member of staff with this right does; to anybody else the form is not there. */
export const byStaffWho = (door: { called: string }) => acting((event, request) => staffWho(event, door, request));

/** What a resident does after their e-ID. */
export const byResident = acting(residentOf);

/** What is done at a paired device. */
export const byDevice = (kind: DeviceKind) => acting((event, request) => pairedOf(event, kind, request));

/** What anybody may do. */
export const byAnyone = acting((event, request) => ({ context: anyoneOf(event, request) }));

/** What the door itself does for whoever is nobody yet, by exactly these rights. */
export const byDoor = (...may: readonly { called: string }[]) =>
	acting((event, request) => ({ context: doorOf(event, may, request) }));
