/** Who a journey leads, of `journeys j left join users u`: a person's name, or what the customer's application calls them. */
export const learnerSql = `coalesce(u.first_name || ' ' || u.last_name, substr(j.learner, length('app:') + 1))`
