import { file_rapport_accounts_v1_audit } from './rapport/accounts/v1/audit_pb.js';
import { file_rapport_accounts_v1_book } from './rapport/accounts/v1/book_pb.js';
import { file_rapport_accounts_v1_company } from './rapport/accounts/v1/company_pb.js';
import { file_rapport_accounts_v1_contact } from './rapport/accounts/v1/contact_pb.js';
import { file_rapport_accounts_v1_correction } from './rapport/accounts/v1/correction_pb.js';
import { file_rapport_accounts_v1_custom_field } from './rapport/accounts/v1/custom_field_pb.js';
import { file_rapport_accounts_v1_events } from './rapport/accounts/v1/events_pb.js';
import { file_rapport_accounts_v1_name } from './rapport/accounts/v1/name_pb.js';
import { file_rapport_accounts_v1_note } from './rapport/accounts/v1/note_pb.js';
import { file_rapport_accounts_v1_notification } from './rapport/accounts/v1/notification_pb.js';
import { file_rapport_accounts_v1_point } from './rapport/accounts/v1/point_pb.js';
import { file_rapport_accounts_v1_relation } from './rapport/accounts/v1/relation_pb.js';
import { file_rapport_accounts_v1_search } from './rapport/accounts/v1/search_pb.js';
import { file_rapport_accounts_v1_standing } from './rapport/accounts/v1/standing_pb.js';
import { file_rapport_accounts_v1_tag } from './rapport/accounts/v1/tag_pb.js';
import { file_rapport_accounts_v1_task } from './rapport/accounts/v1/task_pb.js';
import { file_rapport_accounts_v1_timeline } from './rapport/accounts/v1/timeline_pb.js';
import { file_rapport_accounts_v1_view } from './rapport/accounts/v1/view_pb.js';
import { file_rapport_ai_v1_call } from './rapport/ai/v1/call_pb.js';
import { file_rapport_ai_v1_draft } from './rapport/ai/v1/draft_pb.js';
import { file_rapport_ai_v1_events } from './rapport/ai/v1/events_pb.js';
import { file_rapport_ai_v1_intent } from './rapport/ai/v1/intent_pb.js';
import { file_rapport_ai_v1_knowledge } from './rapport/ai/v1/knowledge_pb.js';
import { file_rapport_ai_v1_ledger } from './rapport/ai/v1/ledger_pb.js';
import { file_rapport_ai_v1_proposal } from './rapport/ai/v1/proposal_pb.js';
import { file_rapport_ai_v1_scoring } from './rapport/ai/v1/scoring_pb.js';
import { file_rapport_ai_v1_settings } from './rapport/ai/v1/settings_pb.js';
import { file_rapport_common_v1_batch } from './rapport/common/v1/batch_pb.js';
import { file_rapport_common_v1_file } from './rapport/common/v1/file_pb.js';
import { file_rapport_common_v1_list } from './rapport/common/v1/list_pb.js';
import { file_rapport_common_v1_problem } from './rapport/common/v1/problem_pb.js';
import { file_rapport_common_v1_subject } from './rapport/common/v1/subject_pb.js';
import { file_rapport_common_v1_visibility } from './rapport/common/v1/visibility_pb.js';
import { file_rapport_consent_v1_consent } from './rapport/consent/v1/consent_pb.js';
import { file_rapport_consent_v1_decision } from './rapport/consent/v1/decision_pb.js';
import { file_rapport_consent_v1_events } from './rapport/consent/v1/events_pb.js';
import { file_rapport_consent_v1_link } from './rapport/consent/v1/link_pb.js';
import { file_rapport_consent_v1_purpose } from './rapport/consent/v1/purpose_pb.js';
import { file_rapport_sales_v1_assignment } from './rapport/sales/v1/assignment_pb.js';
import { file_rapport_sales_v1_deal } from './rapport/sales/v1/deal_pb.js';
import { file_rapport_sales_v1_events } from './rapport/sales/v1/events_pb.js';
import { file_rapport_sales_v1_lead } from './rapport/sales/v1/lead_pb.js';
import { file_rapport_sales_v1_pipeline } from './rapport/sales/v1/pipeline_pb.js';
import { file_rapport_sales_v1_score } from './rapport/sales/v1/score_pb.js';
import { file_rapport_service_desk_v1_article } from './rapport/service_desk/v1/article_pb.js';
import { file_rapport_service_desk_v1_case_message } from './rapport/service_desk/v1/case_message_pb.js';
import { file_rapport_service_desk_v1_case } from './rapport/service_desk/v1/case_pb.js';
import { file_rapport_service_desk_v1_case_sorting } from './rapport/service_desk/v1/case_sorting_pb.js';
import { file_rapport_service_desk_v1_chat } from './rapport/service_desk/v1/chat_pb.js';
import { file_rapport_service_desk_v1_desk_settings } from './rapport/service_desk/v1/desk_settings_pb.js';
import { file_rapport_service_desk_v1_events } from './rapport/service_desk/v1/events_pb.js';
import { file_rapport_service_desk_v1_published_article } from './rapport/service_desk/v1/published_article_pb.js';
import { file_rapport_service_desk_v1_visitor_chat } from './rapport/service_desk/v1/visitor_chat_pb.js';

/** Descriptors of every contract. */
export const files = [
  file_rapport_accounts_v1_audit,
  file_rapport_accounts_v1_book,
  file_rapport_accounts_v1_company,
  file_rapport_accounts_v1_contact,
  file_rapport_accounts_v1_correction,
  file_rapport_accounts_v1_custom_field,
  file_rapport_accounts_v1_events,
  file_rapport_accounts_v1_name,
  file_rapport_accounts_v1_note,
  file_rapport_accounts_v1_notification,
  file_rapport_accounts_v1_point,
  file_rapport_accounts_v1_relation,
  file_rapport_accounts_v1_search,
  file_rapport_accounts_v1_standing,
  file_rapport_accounts_v1_tag,
  file_rapport_accounts_v1_task,
  file_rapport_accounts_v1_timeline,
  file_rapport_accounts_v1_view,
  file_rapport_ai_v1_call,
  file_rapport_ai_v1_draft,
  file_rapport_ai_v1_events,
  file_rapport_ai_v1_intent,
  file_rapport_ai_v1_knowledge,
  file_rapport_ai_v1_ledger,
  file_rapport_ai_v1_proposal,
  file_rapport_ai_v1_scoring,
  file_rapport_ai_v1_settings,
  file_rapport_common_v1_batch,
  file_rapport_common_v1_file,
  file_rapport_common_v1_list,
  file_rapport_common_v1_problem,
  file_rapport_common_v1_subject,
  file_rapport_common_v1_visibility,
  file_rapport_consent_v1_consent,
  file_rapport_consent_v1_decision,
  file_rapport_consent_v1_events,
  file_rapport_consent_v1_link,
  file_rapport_consent_v1_purpose,
  file_rapport_sales_v1_assignment,
  file_rapport_sales_v1_deal,
  file_rapport_sales_v1_events,
  file_rapport_sales_v1_lead,
  file_rapport_sales_v1_pipeline,
  file_rapport_sales_v1_score,
  file_rapport_service_desk_v1_article,
  file_rapport_service_desk_v1_case_message,
  file_rapport_service_desk_v1_case,
  file_rapport_service_desk_v1_case_sorting,
  file_rapport_service_desk_v1_chat,
  file_rapport_service_desk_v1_desk_settings,
  file_rapport_service_desk_v1_events,
  file_rapport_service_desk_v1_published_article,
  file_rapport_service_desk_v1_visitor_chat,
] as const;
