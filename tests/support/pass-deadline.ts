/** Lets the deadline of a request for proposal pass, which nothing but time can, for whoever owns the table. */
export function passDeadlineSql(rfpId: string): string {
  return `do $$ begin
    alter table rfps disable trigger keep_deadline;
    update rfps set deadline = now() - interval '1 second' where id = '${rfpId}';
    alter table rfps enable trigger keep_deadline;
  end $$`
}
