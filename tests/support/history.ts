import { asOwner } from './owner.ts'

/**
 * From now on keeps every version that a row of data_exports ever had, in `test_history`; call it before
 * the first export. Invariants that speak of time look there.
 */
export function recordHistory(): Promise<unknown> {
  return asOwner((client) =>
    client.query(`
      create table test_history (
        seq bigint generated always as identity primary key,
        id uuid, status text, attempt integer, progress_percentage integer, rows_done bigint,
        is_cancelling boolean, is_deleted boolean
      );
      create function test_record_history() returns trigger language plpgsql security definer as $$
      begin
        insert into test_history (id, status, attempt, progress_percentage, rows_done, is_cancelling, is_deleted)
        values (new.id, new.status, new.attempt, new.progress_percentage, new.rows_done,
          new.cancel_requested_at is not null, new.deleted_at is not null);
        return null;
      end $$;
      create trigger test_record_history after insert or update on data_exports
        for each row execute function test_record_history()`),
  )
}
