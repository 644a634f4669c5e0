import { everything, takeOut } from '#capabilities/data-rights/everything.server.ts';
import { self, type Scene } from './scene.ts';

/** What the house keeps of somebody, as they take it out themselves. */
export async function myCopyOf(s: Scene, person: string, minutes: number) {
	const taken = s.as(self(person), minutes);
	await takeOut(taken, { person, answering: null });
	return (await everything(s.as(self(person), minutes), { takeOut: taken.request })).parts;
}
