import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleMinus,
  IconClockPause,
  IconHandStop,
  IconPlayerPlay,
} from '@tabler/icons-react'
import type { Result } from './result.ts'

const looks: Record<Result, [icon: typeof IconCircleCheck, color: string]> = {
  done: [IconCircleCheck, 'green'],
  running: [IconPlayerPlay, 'blue'],
  failed: [IconAlertTriangle, 'red'],
  skipped: [IconCircleMinus, 'gray'],
  missed: [IconClockPause, 'amber'],
  held: [IconHandStop, 'amber'],
}

/** Each result has a shape of its own, so that its colour is not needed. */
export function ResultIcon({ result, size = 18 }: { result: Result; size?: number }) {
  const [Icon, color] = looks[result]
  return <Icon size={size} stroke={1.9} color={`var(--mantine-color-${color}-text)`} aria-hidden />
}
