-- Whoever opens an account anew at the machine itself ends the keys of machines that opened it.
create policy passkey_door_end on passkey for delete to :app using (app_kind() = 'system' and app_id() = 'door');
