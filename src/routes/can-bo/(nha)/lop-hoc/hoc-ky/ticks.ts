/** What was ticked is kept with what was typed. */
export const ticksOf = (_: unknown, form: FormData) => ({
	wish: {
		...{ weekdays: form.getAll('weekdays').map(String), starts: form.getAll('starts').map(String) },
		...{ stepFree: form.has('stepFree'), power: form.has('power') }
	}
});
