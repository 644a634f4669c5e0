// Rings: it shows the words that it was sent, "có tin mới", and opens the page that knows what they are about. It keeps nothing.
addEventListener('push', (event) =>
	event.waitUntil(registration.showNotification(event.data ? event.data.text() : '', { icon: '/tung-nha.svg', tag: 'tin' }))
);
addEventListener('notificationclick', (event) => {
	event.notification.close();
	event.waitUntil(clients.openWindow('/tin-moi'));
});
