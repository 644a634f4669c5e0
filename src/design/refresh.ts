import { onMount } from 'svelte';

/** Looks again every so many seconds while the page is seen and nobody is in a field: the queue is the one thing that moves by itself. */
export function refresh(seconds: number): void {
	onMount(() => {
		const timer = setInterval(() => {
			const busy = document.activeElement instanceof HTMLElement && document.activeElement.matches('input, textarea, select');
			if (document.visibilityState === 'visible' && !busy) location.reload();
		}, seconds * 1000);
		return () => clearInterval(timer);
	});
}
