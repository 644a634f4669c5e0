/** Who holds a class together with the centre: the centre itself, the police, and the organisations of a commune. */
export const organisations = [
	'centre',
	'police',
	'youth',
	'farmers',
	'veterans',
	'women',
	'elders',
	'front',
	'health'
] as const;
export type Organisation = (typeof organisations)[number];

/** What somebody is in a class besides its trainer. */
export const parts = ['helper', 'assessor', 'host'] as const;
export type Part = (typeof parts)[number];

type Task = { due: string; done: boolean };
export type TaskState = 'done' | 'late' | 'open';

/** How something that an organisation sees to stands on a day. */
export const taskState = ({ due, done }: Task, today: string): TaskState =>
	done ? 'done' : due < today ? 'late' : 'open';

/** So many days after the last lesson its assessor still looks on at who learned in it. */
export const LOOK_DAYS = 14;
