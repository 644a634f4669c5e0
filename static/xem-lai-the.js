// Whoever worked on this machine may have gone by this page: tabs that were opened beside the desk ask whether they may still stand.
new BroadcastChannel('phien').postMessage('look');
