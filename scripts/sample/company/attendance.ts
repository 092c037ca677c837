import type { attendanceStatuses } from '#src/lib/db/schema/company/staff.ts'
import { addDays, daysBetween, earlier, isWeekday, later } from './calendar.ts'
import type { Person } from './people.ts'
import { createRandom, type Random } from './random.ts'
import { closingDay, timeZone } from './trade.ts'

/** Attendance is kept since the last year of the books began. */
export const attendanceBegins = '2017-01-01'

/** A row for every working day of everybody employed on it. */
export function buildAttendance(staff: Person[]) {
  const random = createRandom(260)
  return staff.flatMap((person) => {
    const first = later(person.hiredOn, attendanceBegins)
    const last = earlier(person.leftOn ?? closingDay, closingDay)
    if (last < first) return []
    const days = Array.from({ length: daysBetween(first, last) }, (_, index) => addDays(first, index))
    return days.filter(isWeekday).map((day) => dayOf(person, day, random))
  })
}

export type AttendanceDay = ReturnType<typeof buildAttendance>[number]

/** How many days of a month somebody missed without pay, by employee number and month. */
export function unpaidDays(attendance: AttendanceDay[]): Map<string, number> {
  const unpaid = new Map<string, number>()
  for (const { employeeNo, day, status } of attendance) {
    if (status !== 'unpaid_leave') continue
    const key = monthKey(employeeNo, day)
    unpaid.set(key, (unpaid.get(key) ?? 0) + 1)
  }
  return unpaid
}

export function monthKey(employeeNo: string, day: string): string {
  return `${employeeNo} ${day.slice(0, 7)}`
}

function dayOf({ employeeNo, employmentType }: Person, day: string, random: Random) {
  const status = statusOf(random)
  const base = { employeeNo, day, status, notes: status === 'sick' ? 'Called in the morning.' : null }
  const written = { createdAt: `${day} 19:00:00 ${timeZone}`, updatedAt: `${day} 19:00:00 ${timeZone}` }
  if (status !== 'present' && status !== 'remote') {
    return { ...base, checkedInAt: null, checkedOutAt: null, hours: '0.00', ...written }
  }
  const start = random.int(7 * 60 + 30, 9 * 60)
  const worked = (employmentType === 'part_time' ? 240 : 480) + random.int(-2, 4) * 15
  return {
    ...base,
    checkedInAt: at(day, start),
    // A break of half an hour is not worked.
    checkedOutAt: at(day, start + worked + 30),
    hours: (worked / 60).toFixed(2),
    ...written,
  }
}

function statusOf(random: Random): (typeof attendanceStatuses)[number] {
  const dice = random.next()
  if (dice < 0.004) return 'unpaid_leave'
  if (dice < 0.025) return 'sick'
  if (dice < 0.08) return 'vacation'
  return dice < 0.14 ? 'remote' : 'present'
}

function at(day: string, minute: number): string {
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0'))
  return `${day} ${hours}:${minutes}:00 ${timeZone}`
}
