import { roles, type DeviceKind, type Role } from '#capabilities/access/rules-roles.ts';
import { doors } from './rooms.ts';

/** Whoever can hold rights: a role of staff at its place, a paired device, and people by how they came in. */
type Holder =
	Role | DeviceKind | 'phone' | 'locked' | 'first-use' | 'resident' | 'learner' | 'slip' | 'confirm-link' | 'public';

/**
 * Who holds which groups of doors. A door says on its own line to which groups it belongs, so that a new one needs no line here.
 * Two groups are nobody’s: `house` (listeners, chores, tools) and `threshold` (whoever is nobody yet: sign-in, pairing, e-ID).
 */
const groupsOf: Record<Holder, readonly string[]> = {
	guide: [
		...['in-house', 'own-account', 'at-work', 'see-troubles'],
		...['hall', 'sit-beside', 'know-people', 'loop', 'ready', 'settle-days', 'go-out', 'co-hold']
	],
	'receiving-officer': [
		...['in-house', 'own-account', 'at-work', 'see-troubles'],
		...['hall', 'sit-beside', 'know-people', 'loop', 'ready', 'settle-days'],
		...['receive', 'join-people', 'match-money', 'go-out', 'co-hold']
	],
	leader: [
		...['in-house', 'own-account', 'at-work', 'see-troubles'],
		...['hall', 'know-people', 'loop', 'ready', 'settle-days', 'write-days', 'invite'],
		...['receive', 'join-people', 'match-money'],
		...['lead', 'lead-field', 'go-out', 'co-hold', 'figures', 'keep-register', 'answer-for-data', 'watch-data'],
		'second-eyes'
	],
	/** The commune police keep their own days, and say what became of a visit. The register and the needs are not theirs. */
	police: ['in-house', 'own-account', 'settle-days', 'write-days', 'co-hold'],
	administrator: [
		...['in-house', 'own-account', 'at-work', 'see-troubles'],
		...['lead', 'figures', 'match-money', 'watch-data', 'run-house'],
		...['keep-accounts', 'second-eyes']
	],
	/** What its communes answer nobody for is the province’s too: what does not work and where, and nobody’s name. */
	province: ['in-house', 'own-account', 'at-work', 'figures', 'watch-communes'],
	/** Who leads the campaign in the hamlets where they hold this: who goes where, and what comes back. */
	'area-lead': ['in-house', 'own-account', 'at-work', 'lead-field', 'go-out', 'co-hold'],
	/** A member of a community digital team: at doors, by the phone that is bound to them. */
	volunteer: ['in-house', 'own-account', 'go-out', 'co-hold'],
	/** Somebody of another organisation: the classes in which they are named, and nothing of any place. */
	'co-host': ['in-house', 'own-account', 'co-hold'],
	/** Somebody of a telecom company: the tickets that were given to them, and no register, file or place. */
	engineer: ['in-house', 'own-account', 'mend'],
	/** Any member of staff by the phone that is bound to them: what they bring from doors, and what they are told. */
	phone: ['at-door', 'on-phone'],
	/** Any member of staff at a covered machine. */
	locked: ['behind-lock'],
	/** Any member of staff whose password others have seen. */
	'first-use': ['first-use'],
	kiosk: ['kiosk'],
	display: ['display'],
	'second-screen': ['second-screen'],
	resident: ['own-page'],
	/** Whoever opened learning by three pictures. */
	learner: ['learn-alone'],
	/** Whoever holds a slip can follow, pay and print; the slip shows no personal data. */
	slip: ['slip'],
	'confirm-link': ['confirm-link'],
	public: ['public']
};

const mapped = <T>(table: Record<Holder, T>, to: (one: T) => readonly string[]) =>
	Object.fromEntries(Object.entries(table).map(([holder, one]) => [holder, to(one as T)])) as Record<
		Holder,
		readonly string[]
	>;

const doorsIn = (groups: readonly string[]): string[] =>
	[...doors.values()].filter((door) => door.groups.some((group) => groups.includes(group))).map(({ called }) => called);

/** The doors that each holder may open, by name. The button and the server both read it. */
export const rightsOf: Record<Holder, readonly string[]> = mapped(groupsOf, doorsIn);

/** What a person alone opens, never a program in their name: accounts, their own and those of others, and the lock of a machine. */
const noKeys = ['own-account', 'keep-accounts', 'second-eyes', 'first-use', 'behind-lock'];

/** What shows or changes people is read as the doing of a key's holder: no key opens it that somebody else made. */
const inOnesName = [
	'know-people',
	'sit-beside',
	'join-people',
	'keep-register',
	'answer-for-data',
	'match-money',
	'lead-field',
	'loop',
	'co-hold',
	'mend'
];

/** The groups that a key of this role may be given; what everybody in the house may, each key may. `own`: made by its holder. */
export const groupsOfKey = (role: Role, own: boolean): readonly string[] =>
	groupsOf[role].filter(
		(group) => group !== 'in-house' && !noKeys.includes(group) && (own || !inOnesName.includes(group))
	);

/** The doors that a key opens: those of its groups, of those of its role, and none that a person alone opens, by its group or by itself. */
export function rightsOfKey(role: Role, groups: readonly string[] | null, own: boolean): readonly string[] {
	const never = new Set(doorsIn(noKeys));
	const held = groupsOfKey(role, own).filter((group) => groups === null || groups.includes(group));
	return doorsIn(['in-house', ...held]).filter((door) => !never.has(door) && !doors.get(door)?.byPerson);
}

const everyRole = Object.keys(groupsOf).filter((holder): holder is Role =>
	(roles as readonly string[]).includes(holder)
);

/** The roles of the staff that may open a door. */
export const rolesThatMay = (door: string): readonly Role[] =>
	everyRole.filter((role) => rightsOf[role].includes(door));

const openedByKeys = everyRole.map((role) => ({ role, opens: new Set(rightsOfKey(role, null, true)) }));

/** Every door that some key may open, with the roles of those keys: what the API describes, and nothing besides. */
export const rolesOfKeys: ReadonlyMap<string, readonly Role[]> = new Map(
	[...doors.keys()].flatMap((door): [string, Role[]][] => {
		const held = openedByKeys.filter(({ opens }) => opens.has(door)).map(({ role }) => role);
		return held.length > 0 ? [[door, held]] : [];
	})
);

/** The groups that somebody holds. */
export const heldGroups: ReadonlySet<string> = new Set(Object.values(groupsOf).flat());
