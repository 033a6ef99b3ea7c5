import { file_rapport_accounts_v1_contact } from './rapport/accounts/v1/contact_pb.js';
import { file_rapport_accounts_v1_events } from './rapport/accounts/v1/events_pb.js';
import { file_rapport_accounts_v1_point } from './rapport/accounts/v1/point_pb.js';
import { file_rapport_common_v1_list } from './rapport/common/v1/list_pb.js';
import { file_rapport_common_v1_problem } from './rapport/common/v1/problem_pb.js';

/** Descriptors of every contract. */
export const files = [
  file_rapport_accounts_v1_contact,
  file_rapport_accounts_v1_events,
  file_rapport_accounts_v1_point,
  file_rapport_common_v1_list,
  file_rapport_common_v1_problem,
] as const;
