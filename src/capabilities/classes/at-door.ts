/** What a phone says of this room's doors, by name: no server's code goes to a phone. */
export const classesAtDoor = { markRoll: 'classes.mark-roll', endLesson: 'classes.end-lesson' } as const;

type Lesson = { run: string; no: number };
/** A lesson in an address of the app. */
export const lessonName = ({ run, no }: Lesson): string => `${run}.${no}`;
/** The same read back; what is none is a lesson that no phone holds. */
export const lessonNamed = (name: string): Lesson => {
	const [run = '', no = ''] = name.split('.');
	return { run, no: Number(no) };
};
