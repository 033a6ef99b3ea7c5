export * from './rapport/accounts/v1/contact_pb.js';
export * from './rapport/accounts/v1/events_pb.js';
export * from './rapport/accounts/v1/point_pb.js';
export * from './rapport/common/v1/list_pb.js';
export * from './rapport/common/v1/problem_pb.js';
